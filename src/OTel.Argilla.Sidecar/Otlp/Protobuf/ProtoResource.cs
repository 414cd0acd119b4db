using System.Text;

namespace OTel.Argilla.Sidecar.Otlp.Protobuf;

/// <summary>What stands above spans and log records: the resource's service name and the scope's name.</summary>
internal static class ProtoResource
{
    /// <summary>
    /// The resource's <c>service.name</c>, wherever in the message the resource stands; null when it has none. Steps over the rest.
    /// </summary>
    /// <param name="resourceItems">The message.</param>
    /// <param name="start">Where the resource begins; the last one, should there be several.</param>
    /// <param name="length">How long it is; 0 when there is none.</param>
    public static string? FindServiceName(ProtoReader resourceItems, out int start, out int length)
    {
        (start, length) = (0, 0);
        string? name = null;
        while (resourceItems.TryReadTag(out var tag))
        {
            if (tag == Fields.Resource)
            {
                var resource = resourceItems.ReadMessage();
                (start, length) = (resource.Position, resource.Remaining);
                name = ReadServiceName(resource) ?? name;
            }
            else
            {
                resourceItems.Skip(tag, Fields.OfResourceItems);
            }
        }

        return name;
    }

    /// <summary>The scope's name, wherever in the message the scope stands; empty when it has none.</summary>
    public static string FindScopeName(ProtoReader scopeItems)
    {
        var name = string.Empty;
        while (scopeItems.TryReadTag(out var tag))
        {
            if (tag != Fields.Scope)
            {
                scopeItems.Skip(tag, Fields.OfScopeItems);
                continue;
            }

            var scope = scopeItems.ReadMessage();
            while (scope.TryReadTag(out var field))
            {
                if (field == Fields.ScopeName)
                {
                    name = NameTable.Get(scope.ReadBytes());
                }
                else
                {
                    scope.Skip(field, Fields.OfScope);
                }
            }
        }

        return name;
    }

    /// <summary>The value of an attribute of a resource; null when it has none of this name.</summary>
    public static object? FindAttribute(ReadOnlyMemory<byte> bytes, string name)
    {
        var key = Encoding.UTF8.GetBytes(name);
        var resource = new ProtoReader(bytes.Span);
        while (resource.TryReadTag(out var tag))
        {
            if (tag != Fields.ResourceAttribute)
            {
                resource.Skip(tag, Fields.OfResource);
                continue;
            }

            var attribute = new ProtoAttribute(resource.ReadMessage());
            if (attribute.Key.SequenceEqual(key) && attribute.HasValue && ProtoValue.From(bytes.Slice(attribute.Value.Position, attribute.Value.Remaining)) is { } value)
            {
                return ProtoSpan.Resolved(value);
            }
        }

        return null;
    }

    private static string? ReadServiceName(ProtoReader resource)
    {
        string? name = null;
        while (resource.TryReadTag(out var tag))
        {
            if (tag != Fields.ResourceAttribute)
            {
                resource.Skip(tag, Fields.OfResource);
                continue;
            }

            var attribute = new ProtoAttribute(resource.ReadMessage());
            if (name is null && attribute.Key.SequenceEqual("service.name"u8) && attribute.HasValue)
            {
                name = ReadText(attribute.Value);
            }
        }

        return name;
    }

    private static string? ReadText(ProtoReader value)
    {
        string? text = null;
        while (value.TryReadTag(out var tag))
        {
            if (tag == Fields.StringValue)
            {
                text = Encoding.UTF8.GetString(value.ReadBytes());
            }
            else
            {
                value.Skip(tag, Fields.OfValue);
            }
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }
}
