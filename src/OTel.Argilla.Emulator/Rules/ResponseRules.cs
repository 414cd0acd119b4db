using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Whether responses answer the dataset's questions.</summary>
internal static class ResponseRules
{
    public static void Check(List<object?>? responses, Map? fields, DatasetRules rules)
    {
        try
        {
            foreach (var response in responses?.Cast<Map>() ?? [])
            {
                if (rules.Store.Users.ById(response.Text("user_id")!) is null)
                {
                    throw new InvalidRecordException($"user with id {response.Text("user_id")} not found");
                }

                Check(response, fields, rules);
            }
        }
        catch (InvalidRecordException error)
        {
            throw new InvalidRecordException($"record does not have valid responses: {error.Message}");
        }
    }

    public static void Check(Map response, Map? fields, DatasetRules rules)
    {
        var values = response.Get("values") as Map ?? [];
        var isSubmitted = response.Text("status") == "submitted";
        if (isSubmitted && values.Count == 0)
        {
            throw new InvalidRecordException("missing response values for submitted response");
        }

        if (isSubmitted && rules.Questions.Find(question => question.IsRequired && !values.ContainsKey(question.Name)) is { } missing)
        {
            throw new InvalidRecordException($"missing response value for required question with name={PythonText.Repr(missing.Name)}");
        }

        foreach (var name in values.Keys.Where(name => !rules.Questions.Exists(question => question.Name == name)))
        {
            throw new InvalidRecordException($"found response value for non configured question with name={PythonText.Repr(name)}");
        }

        foreach (var question in rules.Questions.Where(question => values.ContainsKey(question.Name)))
        {
            AnswerRules.Check(question, ((Map)values.Get(question.Name)!).Get("value"), fields, isSubmitted);
        }
    }
}
