using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;

namespace WaterCrm.Tests.Components;

/// <summary>The parameters of a rendering, named by the component's properties.</summary>
public sealed class ComponentParameters<TComponent> where TComponent : IComponent
{
    private readonly Dictionary<string, object?> values = [];

    public ComponentParameters<TComponent> Add<TValue>(Expression<Func<TComponent, TValue>> parameter, TValue value)
    {
        if (parameter.Body is not MemberExpression { Member: var property } || !property.IsDefined(typeof(ParameterAttribute), inherit: true))
            throw new ArgumentException($"{parameter} is no parameter of the component.", nameof(parameter));
        values[property.Name] = value;
        return this;
    }

    public ComponentParameters<TComponent> AddChildContent(string markup)
    {
        values["ChildContent"] = (RenderFragment)(builder => builder.AddMarkupContent(0, markup));
        return this;
    }

    internal ParameterView ToView() => ParameterView.FromDictionary(values);
}
