using System.Text;
using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>What PostgreSQL does not store and SQLite does: the whole request is answered 500 and nothing of it stays.</summary>
internal static class PostgresRules
{
    /// <summary>A B-tree row; text that compresses may be longer on the real server, up to about a hundred times.</summary>
    private const int MaximumIndexedBytes = 2_600;

    public static void Name(Store store, string? name)
    {
        if (store.LikePostgresql && name?.Contains('\0', StringComparison.Ordinal) == true)
        {
            throw Refused("CharacterNotInRepertoireError", "invalid byte sequence for encoding \"UTF8\": 0x00");
        }
    }

    public static void Record(Store store, string? externalId, Map? metadata)
    {
        if (!store.LikePostgresql)
        {
            return;
        }

        Name(store, externalId);
        if (externalId is not null && Encoding.UTF8.GetByteCount(externalId) > MaximumIndexedBytes && externalId.Distinct().Count() > 8)
        {
            throw Refused("ProgramLimitExceededError", "index row size exceeds btree version 4 maximum 2704");
        }

        if (HasNonFinite(metadata))
        {
            throw Refused("InvalidTextRepresentationError", "invalid input syntax for type json");
        }
    }

    public static void Offset(Store store, long offset)
    {
        if (store.LikePostgresql && offset < 0)
        {
            throw Refused("InvalidRowCountInResultOffsetClauseError", "OFFSET must not be negative");
        }
    }

    private static bool HasNonFinite(object? value) => value switch
    {
        double number => !double.IsFinite(number),
        List<object?> list => list.Exists(HasNonFinite),
        Map map => map.Values.Any(HasNonFinite),
        _ => false,
    };

    private static ApiError Refused(string type, string message) => ApiError.Server(
        "sqlalchemy.exc.DBAPIError",
        $"(sqlalchemy.dialects.postgresql.asyncpg.Error) <class 'asyncpg.exceptions.{type}'>: {message}");
}
