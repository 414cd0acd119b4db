namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>What may be told of a thing without telling a secret.</summary>
internal static class Redaction
{
    /// <summary>An address without user, password, query and fragment.</summary>
    public static string Endpoint(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)
        : "(not an absolute address)";

    /// <summary>Types and stack of an exception. Its message is left out: it may quote a prompt, a response or a header.</summary>
    public static string Describe(Exception exception)
    {
        if (exception is TellableException)
        {
            return exception.Message;
        }

        var types = exception.GetType().FullName;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            types += " <- " + inner.GetType().FullName;
        }

        return types + Environment.NewLine + exception.StackTrace;
    }
}
