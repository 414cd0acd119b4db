using System.Text;
using System.Text.Encodings.Web;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>The report for people: whole without its script, which only brings it up to date.</summary>
internal static class StatusPage
{
    public static string Write(StatusReport report, string version)
    {
        var html = new StringBuilder(8192);
        html.Append(
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta name="robots" content="noindex">
              <title>otel-argilla</title>
              <link rel="icon" href="/favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/status.css">
              <script type="module" src="/status.js"></script>
            </head>
            <body>
            <header>
              <h1>otel-argilla</h1>
              <button id="pause" type="button" hidden>Pause</button>
            </header>
            <main>

            """);
        html.Append("<p id=\"headline\" role=\"status\" data-ready=\"").Append(report.Readiness.IsReady ? "true" : "false").Append("\">").Append(Encode(report.Headline)).Append("</p>\n");
        html.Append("<dl class=\"values\">\n");
        foreach (var value in report.Values)
        {
            html.Append("<div><dt>").Append(Encode(value.Label)).Append("</dt><dd id=\"").Append(value.Id).Append("\">").Append(Encode(value.Text)).Append("</dd></div>\n");
        }

        html.Append("</dl>\n<section aria-labelledby=\"argilla-title\"><h2 id=\"argilla-title\">Argilla</h2><p id=\"argilla\">").Append(Encode(report.Argilla)).Append("</p></section>\n");
        html.Append("<section aria-labelledby=\"error-title\"><h2 id=\"error-title\">Last error</h2><p id=\"last-error\">").Append(Encode(report.LastError)).Append("</p></section>\n");
        foreach (var table in report.Tables)
        {
            Append(html, table);
        }

        html.Append("</main>\n<footer><p>Version ").Append(Encode(version)).Append(". <a href=\"/status.json\">The same as JSON</a> · <a href=\"/readyz\">Readiness</a>")
            .Append("<noscript> · Reload the page to bring it up to date.</noscript></p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void Append(StringBuilder html, StatusTable table)
    {
        html.Append("<section aria-labelledby=\"").Append(table.Id).Append("-title\"><h2 id=\"").Append(table.Id).Append("-title\">").Append(Encode(table.Title)).Append("</h2>\n");
        html.Append("<p class=\"empty\"").Append(table.Rows.Count > 0 ? " hidden" : string.Empty).Append('>').Append(Encode(table.Empty)).Append("</p>\n");
        html.Append("<table id=\"").Append(table.Id).Append("\" aria-labelledby=\"").Append(table.Id).Append("-title\"").Append(table.Rows.Count == 0 ? " hidden" : string.Empty).Append("><thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Append("<th scope=\"col\">").Append(Encode(column)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                // The text of a model may run from right to left: it shall not carry its neighbours along.
                html.Append("<td><bdi>").Append(Encode(cell)).Append("</bdi></td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></section>\n");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
