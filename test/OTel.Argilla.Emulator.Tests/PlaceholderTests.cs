namespace OTel.Argilla.Emulator.Tests;

public class PlaceholderTests
{
    [Test]
    public void TheAssemblyLoads() => Assert.That(System.Reflection.Assembly.Load("OTel.Argilla.Emulator").GetName().Name, Is.EqualTo("OTel.Argilla.Emulator"));
}
