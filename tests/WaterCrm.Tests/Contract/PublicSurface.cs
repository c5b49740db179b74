using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore.Migrations;
using WaterCrm.Contracts;
using WaterCrm.Modularity.Security;

namespace WaterCrm.Tests.ModuleContract;

/// <summary>What a module can see of an assembly, a line a member. A line says all that a built module relies on, and nothing that a compiler makes up.</summary>
internal static class PublicSurface
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().Where(IsForModules).SelectMany(Of);

    public static IEnumerable<string> Of(Type type)
    {
        var name = TypeText.Name(type);
        return new[] { Kind(type) }
            .Concat(Bases(type))
            .Concat(type.IsEnum ? EnumMembers(type) : typeof(Delegate).IsAssignableFrom(type) ? [] : Members(type))
            .Distinct().Order(StringComparer.Ordinal).Select(line => $"{name} | {line}");
    }

    /// <summary>MVC wants controllers and what their views show to be public, EF its migrations, Razor its imports; a module links to a page's address and calls none of them.</summary>
    private static bool IsForModules(Type type) =>
        !type.IsSubclassOf(typeof(ControllerBase)) && !type.IsSubclassOf(typeof(Migration)) && type.Name != "_Imports" && type.Namespace?.Split('.') is { } parts && !parts.Contains("ViewModels") && !parts.Contains("AspNetCoreGeneratedDocument");

    private static string Kind(Type type)
    {
        if (type.IsEnum) return $"enum of {TypeText.Of(Enum.GetUnderlyingType(type))}{(type.IsDefined(typeof(FlagsAttribute)) ? ", flags" : "")}";
        if (typeof(Delegate).IsAssignableFrom(type)) return $"delegate {Signature(type.GetMethod("Invoke")!)}";

        var kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.GetMethod("<Clone>$", Own) is not null ? "record" : "class";
        var modifier = type.IsInterface || type.IsValueType ? "" : type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        return $"{modifier}{kind}{TypeText.Constraints(type.GetGenericArguments())}";
    }

    /// <summary>What an interface demands more is demanded of everybody who has it; what a class has more is a gift.</summary>
    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType) yield return $"inherits {TypeText.Of(parent)}";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        foreach (var one in type.GetInterfaces().Except(inherited).Where(i => i.IsVisible && !type.IsEnum)) yield return $"{(type.IsInterface ? "demands" : "has")} {TypeText.Of(one)}";
        if (type.GetCustomAttribute<EventNameAttribute>() is { } stored) yield return $"stored as \"{stored.Name}\"";
    }

    private static IEnumerable<string> EnumMembers(Type type) =>
        Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");

    private static IEnumerable<string> Members(Type type) =>
    [
        .. type.GetConstructors(Own).Where(c => Shown(c) && !type.IsAbstract | !c.IsPublic && !Made(c)).Select(c => $"{Access(c)}new({Parameters(c)})"),
        .. type.GetMethods(Own).Where(m => Shown(m) && !m.IsSpecialName | m.Name.StartsWith("op_", StringComparison.Ordinal) && !Made(m) && !Overrides(m)).Select(m => $"{Modifiers(m)}{Signature(m)}"),
        .. type.GetProperties(Own).Select(Property).OfType<string>(),
        .. type.GetFields(Own).Where(Shown).Select(Field),
        .. type.GetEvents(Own).Where(e => Shown(e.AddMethod!)).Select(e => $"{Modifiers(e.AddMethod!)}event {TypeText.Of(e.EventHandlerType!)} {e.Name}"),
    ];

    private static string? Property(PropertyInfo property)
    {
        MethodInfo[] doors = [.. property.GetAccessors(nonPublic: true).Where(Shown)];
        if (doors.Length == 0 || doors.All(Overrides) || property.Name == "EqualityContract") return null;

        string Door(MethodInfo? door, string word) => door is null || !Shown(door) ? "" : $" {(door.IsPublic == doors.Any(d => d.IsPublic) ? "" : "protected ")}{word};";
        var set = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true ? "init" : "set";
        var index = property.GetIndexParameters() is { Length: > 0 } keys ? $"[{string.Join(", ", keys.Select(Parameter))}]" : "";
        var word = (property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "") + (property.IsDefined(typeof(ParameterAttribute)) ? "parameter " : "");
        return $"{Modifiers(doors.FirstOrDefault(d => d.IsPublic) ?? doors[0])}{word}{TypeText.Of(property.PropertyType)} {property.Name}{index} {{{Door(property.GetMethod, "get")}{Door(property.SetMethod, set)} }}";
    }

    private static string Field(FieldInfo field)
    {
        var word = $"{(field.IsPublic ? "" : "protected ")}{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Of(field.FieldType)} {field.Name}";
        if (field.IsLiteral) return $"{word} = {TypeText.Value(field.GetRawConstantValue())}";
        // Roles keep the names of permissions.
        return field is { IsStatic: true, DeclaringType.ContainsGenericParameters: false } && field.FieldType == typeof(Permission) ? $"{word} = \"{((Permission)field.GetValue(null)!).Name}\"" : word;
    }

    private static string Signature(MethodInfo method) =>
        $"{TypeText.Of(method.ReturnType)} {(method.DeclaringType!.IsSubclassOf(typeof(Delegate)) ? "" : method.Name)}{TypeText.Arguments(method.GetGenericArguments())}({(method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{Parameters(method)}){TypeText.Constraints(method.GetGenericArguments())}";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    /// <summary>Names too: a caller may use them. And values left out, which stand in the caller's code.</summary>
    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var otherwise = parameter.HasDefaultValue ? $" = {TypeText.Value(parameter.RawDefaultValue)}" : "";
        return $"{way}{TypeText.Of(parameter.ParameterType)} {parameter.Name}{otherwise}";
    }

    private static string Modifiers(MethodInfo method) =>
        Access(method) + (method.IsStatic ? "static " : "") + (method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } ? "virtual " : "");

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool Shown(MethodBase method) => method.IsPublic || (method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed;

    private static bool Shown(FieldInfo field) => !field.IsSpecialName && (field.IsPublic || (field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    private static bool Made(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<');

    private static bool Overrides(MethodInfo method) => method.GetBaseDefinition() != method;
}
