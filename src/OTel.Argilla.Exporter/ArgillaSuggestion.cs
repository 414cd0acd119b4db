namespace OTel.Argilla.Exporter;

/// <summary>A machine's answer to one of the dataset's questions, shown to the reviewer as a suggestion.</summary>
public sealed class ArgillaSuggestion
{
    /// <summary>Creates a suggestion.</summary>
    /// <param name="question">Name of the question in the dataset.</param>
    /// <param name="value">An integer for a rating, a string for a text or a label, a list of strings for several labels.</param>
    public ArgillaSuggestion(string question, object value)
    {
        Question = question;
        Value = value;
    }

    /// <summary>Gets or sets the name of the question.</summary>
    public string Question { get; set; }

    /// <summary>Gets or sets the suggested answer.</summary>
    public object Value { get; set; }

    /// <summary>Gets or sets how sure the machine is, from 0 to 1; null when it does not say.</summary>
    public double? Score { get; set; }

    /// <summary>Gets or sets who suggests, such as a model's name; null when it is not known.</summary>
    public string? Agent { get; set; }
}
