using System.Globalization;

namespace WaterCrm.Tests.ModuleContract;

/// <summary>Types and values as C# writes them. Our own types bear their whole name, since two of them may share the last part.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>Of a type that is described, with its own parameters.</summary>
    public static string Name(Type type)
    {
        var outer = type.DeclaringType is { } around ? Name(around) + "." : type.Namespace + ".";
        return outer + type.Name.Split('`')[0] + Arguments(type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..]);
    }

    /// <summary>Of a type that is mentioned.</summary>
    public static string Of(Type type)
    {
        if (Words.TryGetValue(type, out var word)) return word;
        if (type.IsByRef || type.IsPointer) return Of(type.GetElementType()!) + (type.IsPointer ? "*" : "");
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";

        var arguments = type.GetGenericArguments();
        var inner = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var before = type.DeclaringType is { } around ? Of(inner > 0 && !type.IsGenericTypeDefinition ? around.MakeGenericType(arguments[..inner]) : around) + "." : type.Namespace?.StartsWith("WaterCrm", StringComparison.Ordinal) == true ? type.Namespace + "." : "";
        return before + type.Name.Split('`')[0] + Arguments(arguments[inner..]);
    }

    public static string Arguments(Type[] types) => types.Length == 0 ? "" : $"<{string.Join(", ", types.Select(Of))}>";

    public static string Constraints(Type[] parameters) => string.Concat(parameters.Where(p => p.IsGenericParameter).Select(Constraint));

    public static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        List<string> words = [.. parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Of).Order(StringComparer.Ordinal)];
        if (flags.HasFlag(System.Reflection.GenericParameterAttributes.ReferenceTypeConstraint)) words.Insert(0, "class");
        if (flags.HasFlag(System.Reflection.GenericParameterAttributes.NotNullableValueTypeConstraint)) words.Insert(0, "struct");
        else if (flags.HasFlag(System.Reflection.GenericParameterAttributes.DefaultConstructorConstraint)) words.Add("new()");
        return words.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", words)}";
    }
}
