using OTel.Argilla.Sidecar.Commands;

return await CommandLine.RunAsync(args, CommandIo.FromProcess());
