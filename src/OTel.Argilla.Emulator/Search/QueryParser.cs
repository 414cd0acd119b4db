namespace OTel.Argilla.Emulator.Search;

/// <summary>
/// Reads the search engine's simple query syntax, which has no errors: words are joined by AND, <c>|</c> is OR, <c>-</c> before a word excludes it,
/// <c>"…"</c> is a phrase, <c>*</c> after a word makes it a prefix, brackets group, <c>\</c> escapes. A fuzzy word (<c>~1</c>) is taken as it is.
/// </summary>
internal ref struct QueryParser
{
    private const string Operators = "\"|()";

    private readonly string _text;
    private int _at;

    private QueryParser(string text) => _text = text;

    /// <summary>What to look for, or null when there is nothing to look for: that finds nothing.</summary>
    public static QueryNode? Parse(string text) => new QueryParser(text).Group(isNested: false);

    private QueryNode? Group(bool isNested)
    {
        QueryNode? left = null;
        var isOr = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == ')')
            {
                _at++;
                if (isNested)
                {
                    return left;
                }
            }
            else if (c == '|')
            {
                _at++;
                isOr = true;
            }
            else if (char.IsWhiteSpace(c) || c == '+')
            {
                _at++;
            }
            else if (Operand() is { } right)
            {
                left = left is null ? right : new QueryNode.Both(left, right, isOr);
                isOr = false;
            }
        }

        return left;
    }

    private QueryNode? Operand()
    {
        switch (_text[_at])
        {
            case '-':
                _at++;
                return _at < _text.Length && !char.IsWhiteSpace(_text[_at]) && Operand() is { } inner ? new QueryNode.Not(inner) : null;
            case '(':
                _at++;
                return Group(isNested: true);
            case '"':
                _at++;
                return Phrase();
            case ')' or '|':
                return null;
            default:
                return Word();
        }
    }

    private QueryNode.Match? Phrase()
    {
        var phrase = Take(c => c == '"');
        _at++;
        SkipDistance();
        var words = Words.Of(phrase);
        return words.Count == 0 ? null : new QueryNode.Match($"\"{string.Join(' ', words)}\"");
    }

    private QueryNode.Match? Word()
    {
        var word = Take(c => char.IsWhiteSpace(c) || Operators.Contains(c, StringComparison.Ordinal));
        var tilde = word.LastIndexOf('~');
        word = tilde > 0 && word[(tilde + 1)..].All(char.IsAsciiDigit) ? word[..tilde] : word;
        var words = Words.Of(word);
        if (words.Count == 0)
        {
            return null;
        }

        var expression = string.Join(" AND ", words.Select(part => $"\"{part}\""));
        return new QueryNode.Match(word.EndsWith('*') ? expression + " *" : expression);
    }

    private string Take(Func<char, bool> isEnd)
    {
        var taken = new System.Text.StringBuilder();
        for (; _at < _text.Length && !isEnd(_text[_at]); _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            taken.Append(_text[_at]);
        }

        return taken.ToString();
    }

    /// <summary>How far the words of a phrase may be apart is not looked at.</summary>
    private void SkipDistance()
    {
        if (_at < _text.Length && _text[_at] == '~')
        {
            do
            {
                _at++;
            }
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]));
        }
    }
}
