// Sends everything that an emulator exported to a real Argilla. Run it twice and nothing is there twice.
//
//   curl -o export.jsonl http://127.0.0.1:6900/_emulator/export          (or the download of the review page)
//   ARGILLA_API_URL=https://argilla.example ARGILLA_API_KEY=... dotnet run --project docs/move-to-argilla -- export.jsonl
//
// The key must be an owner's when workspaces have to be made, else an admin's. Users are not made: responses of a user whose name the server does not know are left out, and counted.
using OTel.Argilla.MoveToArgilla;

if (args is not [var file] || Environment.GetEnvironmentVariable("ARGILLA_API_URL") is not { Length: > 0 } url
    || Environment.GetEnvironmentVariable("ARGILLA_API_KEY") is not { Length: > 0 } key)
{
    Console.Error.WriteLine("Usage: ARGILLA_API_URL=... ARGILLA_API_KEY=... move-to-argilla EXPORT.jsonl");
    return 2;
}

try
{
    using var server = new ArgillaServer(new Uri(url), key);
    var mover = new Mover(server);
    await mover.MoveAsync(File.ReadLinesAsync(file));
    Console.WriteLine($"{mover.Records} records in {mover.Datasets} datasets are there now. {mover.ResponsesLeftOut} responses of unknown users were left out.");
    return 0;
}
catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
