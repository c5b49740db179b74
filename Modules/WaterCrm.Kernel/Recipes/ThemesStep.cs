using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;
using WaterCrm.Modularity.Mvc;

namespace WaterCrm.Kernel.Recipes;

/// <summary><c>{ "name": "themes", "staff": "Our.StaffTheme", "public": "Our.PublicTheme" }</c>: what the pages wear; what is not named stays.</summary>
internal sealed class ThemesStep(PageThemes themes, LookSettings look) : IRecipeStep
{
    public string Name => "themes";

    public RecipeWork Read(DefinitionObject step)
    {
        var (staff, front) = (Theme(step, "staff", PageThemes.ForStaff), Theme(step, "public", PageThemes.ForPublic));
        return async (run, token) => staff is null && front is null ? null : (await run.Mediator.Send(new ChangeLook(look.Colour, null) { StaffTheme = staff, PublicTheme = front }, token)).Error;
    }

    private string? Theme(DefinitionObject step, string name, string pages)
    {
        var id = step.Text(name, maxLength: 200);
        var offered = themes.Offered(pages).Select(t => t.Id).ToList();
        if (id is not null && !offered.Contains(id)) step.Refuse(name, "There is no theme {0} for these pages. Known are: {1}.", id, string.Join(", ", offered));
        return id;
    }
}
