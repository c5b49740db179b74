using System.Reflection;
using System.Reflection.Emit;

namespace WaterCrm.Tests.Boundaries;

/// <summary>Every type that a type mentions: in its members, its attributes and the code of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>Nested types count as the type itself: there the compiler puts what lambdas and async methods do.</summary>
    public static IEnumerable<Type> Of(Type type) =>
        OfOne(type).Concat(type.GetNestedTypes(Own).SelectMany(Of)).Where(t => t is not null).SelectMany(t => Parts(t!)).Distinct();

    /// <summary>Methods and constructors that a type calls.</summary>
    public static IEnumerable<MethodBase> Calls(Type type) =>
        Bodies(type).SelectMany(Tokens).OfType<MethodBase>().Concat(type.GetNestedTypes(Own).SelectMany(Calls));

    /// <summary>Fields that a type reads or writes.</summary>
    public static IEnumerable<FieldInfo> Reads(Type type) =>
        Bodies(type).SelectMany(Tokens).OfType<FieldInfo>().Concat(type.GetNestedTypes(Own).SelectMany(Reads));

    private static IEnumerable<Type?> OfOne(Type type) =>
    [
        type.BaseType,
        .. type.GetInterfaces(),
        .. Attributes(type),
        .. type.GetMembers(Own).SelectMany(Attributes),
        .. type.GetFields(Own).Select(f => f.FieldType),
        .. type.GetProperties(Own).Select(p => p.PropertyType),
        .. type.GetMethods(Own).Select(m => m.ReturnType),
        .. Bodies(type).SelectMany(m => m.GetParameters()).Select(p => p.ParameterType),
        .. Bodies(type).SelectMany(m => m.GetMethodBody()?.LocalVariables ?? []).Select(v => v.LocalType),
        .. Bodies(type).SelectMany(Tokens).SelectMany(Mentions),
    ];

    private static IEnumerable<Type?> Attributes(MemberInfo member) => member.GetCustomAttributesData().Select(a => a.AttributeType);

    private static IEnumerable<MethodBase> Bodies(Type type) => type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own));

    private static IEnumerable<Type?> Mentions(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType), .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static IEnumerable<MemberInfo> Tokens(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var next = code[at++];
            var operation = Codes[next == 0xFE ? unchecked((short)(0xFE00 | code[at++])) : next];
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
            at += Length(operation.OperandType, code, at);
        }
    }

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };
}
