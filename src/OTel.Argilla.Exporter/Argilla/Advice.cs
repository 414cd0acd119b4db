namespace OTel.Argilla.Exporter.Argilla;

/// <summary>What a user is told when records cannot be delivered: what is wrong, which setting it is about, what to do.</summary>
internal static class Advice
{
    public static string NoServer(Uri address, ArgillaError error) => error.Kind switch
    {
        ArgillaErrorKind.NotArgilla or ArgillaErrorKind.NotFound =>
            $"What answers at {address} is not the API of an Argilla server of version {ServerVersion.Oldest} or later ({Detail(error)}). Set ApiUrl (ARGILLA_API_URL) to the server's own address, without /api.",
        ArgillaErrorKind.Unreachable or ArgillaErrorKind.TimedOut =>
            $"The Argilla server at {address} cannot be reached or does not answer ({error}). Start it, or set ApiUrl (ARGILLA_API_URL) to where it is.",
        _ => $"The Argilla server at {address}, or a proxy before it, does not work ({error}). Look into the server's log.",
    };

    public static string NotTaken(string dataset, ArgillaError error) =>
        error.Kind is ArgillaErrorKind.Unauthorized or ArgillaErrorKind.Forbidden or ArgillaErrorKind.NotFound or ArgillaErrorKind.Conflict
            ? $"Argilla shows the dataset {dataset} but lets no records be written to it ({error}). Set ApiKey (ARGILLA_API_KEY) to the key of an owner, or of an admin of the workspace."
            : $"Argilla does not take records into the dataset {dataset} at present ({error}). Check that the server runs, and look into its log.";

    public static string RefusesEverything(ArgillaError? error) =>
        $"Argilla answers, but refuses every record that was tried ({error}). Look into its log, and at what stands between.";

    public static string OldServer(string? version) =>
        $"The Argilla server is version {version ?? "unknown"}; at least {ServerVersion.Oldest} is needed. Update the server, or set ApiUrl (ARGILLA_API_URL) to a newer one.";

    public static string BadKey(Uri address, bool given) => given
        ? $"The Argilla server at {address} does not know the API key. Set ApiKey (ARGILLA_API_KEY) to the key on the page My settings of an owner or admin."
        : $"There is no API key for the Argilla server at {address}. Set ApiKey (ARGILLA_API_KEY) to the key on the page My settings of an owner or admin.";

    public static string AnnotatorKey(string? user) =>
        $"The API key belongs to the annotator {user}, who may not write records. Set ApiKey (ARGILLA_API_KEY) to the key of an owner, or of an admin of the workspace.";

    public static string NoWorkspaceChosen(IEnumerable<string> names) =>
        $"The API key sees several workspaces. Set Workspace (ARGILLA_WORKSPACE) to one of: {string.Join(", ", names)}.";

    public static string NoWorkspaces() =>
        "The API key sees no workspace. Create one in Argilla, or have its user added to one, and set Workspace (ARGILLA_WORKSPACE) to it.";

    public static string UnknownWorkspace(string name, IReadOnlyCollection<string> names) =>
        $"There is no workspace {name} that the API key can see. Set Workspace (ARGILLA_WORKSPACE) to " +
        (names.Count == 0 ? "one that its user is a member of." : $"one of: {string.Join(", ", names)}.");

    public static string ForbiddenWorkspace(string workspace) =>
        $"The API key may not use the workspace {workspace}. Set ApiKey (ARGILLA_API_KEY) to the key of an owner, or of an admin of that workspace.";

    public static string MissingDataset(string dataset, string workspace) =>
        $"There is no dataset {dataset} in the workspace {workspace}, and CreateDataset is false. Create it, set Dataset (ARGILLA_DATASET) to an existing one, or set CreateDataset to true.";

    public static string DatasetInChange(string dataset) =>
        $"The dataset {dataset} is just being made, changed or deleted by somebody else. It is looked for again; if this stays, look at it in Argilla.";

    public static string DraftDataset(string dataset) =>
        $"The dataset {dataset} is a draft. Publish it in Argilla, or set Dataset (ARGILLA_DATASET) to another one.";

    public static string BrokenIndex(string dataset) =>
        $"The dataset {dataset} is published but its search index does not answer, so reviewers would see no records. Check Argilla's search engine; " +
        "if it works, delete the dataset so that it is created anew, or rebuild the index with: argilla_server search-engine reindex.";

    public static string RequiredFields(string dataset, IEnumerable<string> fields) =>
        $"The dataset {dataset} requires fields that the exporter cannot fill: {string.Join(", ", fields)}. Map them with FieldMapping (from prompt, response or conversation), or set Dataset (ARGILLA_DATASET) to another one.";

    public static string NoFields(string dataset) =>
        $"The dataset {dataset} has no text field for the prompt or the response. Map its fields with FieldMapping (prompt, response, conversation), or set Dataset (ARGILLA_DATASET) to another one.";

    private static string Detail(ArgillaError error) => error.Text.Length > 0 && error.Kind == ArgillaErrorKind.NotArgilla
        ? error.Text
        : $"status {error.Status}";
}
