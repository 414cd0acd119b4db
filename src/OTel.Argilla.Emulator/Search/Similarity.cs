namespace OTel.Argilla.Emulator.Search;

/// <summary>How near two vectors are, as the search engine scores them: from 0, opposite, to 1, the same direction.</summary>
internal static class Similarity
{
    public static double Cosine(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var (product, leftSquare, rightSquare) = (0d, 0d, 0d);
        for (var i = 0; i < left.Count; i++)
        {
            product += left[i] * right[i];
            leftSquare += left[i] * left[i];
            rightSquare += right[i] * right[i];
        }

        return (1 + (product / Math.Sqrt(leftSquare * rightSquare))) / 2;
    }
}
