using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>Whose the data directory is, who may read it, and what is said when it cannot be used.</summary>
public sealed class JournalFileTests
{
    private TempDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TempDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void A_second_one_is_kept_off_until_the_first_has_ended()
    {
        using (Open("data"))
        {
            Assert.That(
                () => Open("data"),
                Throws.TypeOf<JournalException>().With.Message.EqualTo(
                    $"The data directory '{_directory.File("data")}' is in use by another otel-argilla serve: end that one, or give this one another directory."));
            Open("other").Dispose();
        }

        Open("data").Dispose();
    }

    [Test]
    public void A_command_may_look_into_it_meanwhile()
    {
        Assert.That(
            () => JournalFile.OpenExisting(_directory.Path),
            Throws.TypeOf<JournalException>().With.Message.Contains("There is no journal in"));
        using var journal = Open("data");
        using var database = JournalFile.OpenExisting(_directory.File("data"));
        Assert.That(database.Number("SELECT count(*) FROM dead_letters"), Is.Zero);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Only_its_owner_may_read_what_is_in_it()
    {
#pragma warning disable CA1416 // Left out on Windows.
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var journal = Open("data");
        Assert.That((await journal.AppendAsync([new(journal.NextChunkId(), new byte[1])])).IsKept, Is.True);
        var files = Directory.GetFiles(_directory.File("data"));
        Assert.That(files.Select(Path.GetFileName), Is.EquivalentTo(new[] { "journal.db", "journal.db-wal", "journal.db-shm", "lock" }));
        Assert.That(files.Select(File.GetUnixFileMode), Is.All.EqualTo(Owner));
        Assert.That(File.GetUnixFileMode(_directory.File("data")), Is.EqualTo(Owner | UnixFileMode.UserExecute));

        // A directory that was there keeps its rights: it may be anything.
        var shared = Directory.CreateDirectory(_directory.File("shared"), Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead).FullName;
        Open("shared").Dispose();
        Assert.That(File.GetUnixFileMode(shared), Is.EqualTo(Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead));
#pragma warning restore CA1416
    }

    [Test]
    public void What_is_no_journal_is_left_as_it_is()
    {
        _directory.Write("text/journal.db", new string('x', 5000));
        Assert.That(() => Open("text"), Throws.TypeOf<JournalException>().With.Message.Contains("is damaged, or no journal"));
        Assert.That(File.ReadAllText(_directory.File("text/journal.db")), Is.EqualTo(new string('x', 5000)));

        Open("foreign").Dispose();
        Change("foreign", "DROP TABLE meta");
        Assert.That(() => Open("foreign"), Throws.TypeOf<JournalException>().With.Message.Contains("is not a journal of otel-argilla"));

        Open("newer").Dispose();
        Change("newer", "UPDATE meta SET value = 99 WHERE name = 'version'");
        Assert.That(() => Open("newer"), Throws.TypeOf<JournalException>().With.Message.Contains("newer version of otel-argilla"));

        // A file in the place of the directory.
        _directory.Write("file", "x");
        Assert.That(() => Open("file"), Throws.TypeOf<JournalException>().With.Message.Contains("data directory"));
    }

    [Test]
    public void A_commit_waits_for_the_disk()
    {
        Open("data").Dispose();
        using var database = JournalFile.OpenExisting(_directory.File("data"));
        Assert.That(database.Scalar("PRAGMA journal_mode"), Is.EqualTo("wal"));
        Assert.That(database.Number("PRAGMA synchronous"), Is.EqualTo(2), "FULL");
    }

    private SqliteJournal Open(string name) => SqliteJournal.Open(_directory.File(name), 1L << 30, TimeProvider.System);

    private void Change(string name, string sql)
    {
        using var database = new JournalDatabase(JournalFile.PathIn(_directory.File(name)));
        database.Execute(sql);
    }
}
