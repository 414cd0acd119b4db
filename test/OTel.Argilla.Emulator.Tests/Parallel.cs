// Each fixture has emulators of its own; some only wait for a time-out of the web server.
[assembly: Parallelizable(ParallelScope.Fixtures)]
