using System.Reflection;
using System.Reflection.Emit;

namespace OTel.Argilla.Exporter.Tests.Architecture;

/// <summary>Every type that a type mentions: in its signatures, fields, locals and in the instructions of its methods.</summary>
internal static class TypeReferences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static HashSet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(type.BaseType, found);
        foreach (var contract in type.GetInterfaces())
        {
            Add(contract, found);
        }

        foreach (var field in type.GetFields(All))
        {
            Add(field.FieldType, found);
        }

        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            AddMethod(method, found);
        }

        return found;
    }

    private static void AddMethod(MethodBase method, HashSet<Type> found)
    {
        Add((method as MethodInfo)?.ReturnType, found);
        foreach (var parameter in method.GetParameters())
        {
            Add(parameter.ParameterType, found);
        }

        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(local.LocalType, found);
        }

        var il = body.GetILAsByteArray()!;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)((0xFE << 8) | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                AddToken(method, BitConverter.ToInt32(il, at), found);
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static void AddToken(MethodBase method, int token, HashSet<Type> found)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, typeArguments, method.IsGenericMethod ? method.GetGenericArguments() : null);
        Add(member as Type ?? member?.DeclaringType, found);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            Array.ForEach(generic.GetGenericArguments(), argument => Add(argument, found));
        }
    }

    private static void Add(Type? type, HashSet<Type> found)
    {
        while (type is { HasElementType: true })
        {
            type = type.GetElementType();
        }

        if (type is null || type.IsGenericParameter || !found.Add(type))
        {
            return;
        }

        Array.ForEach(type.GetGenericArguments(), argument => Add(argument, found));
    }
}
