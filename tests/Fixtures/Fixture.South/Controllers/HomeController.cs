using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Fixture.South.Controllers;

[AllowAnonymous]
public sealed class HomeController : Controller
{
    private static readonly string[][] Fifty =
    [
        .. Enumerable.Range(1, 50).Select(i => new[] { $"C-2026-{i:000000}", "Nguyễn Thị Hoa", $"{i} Lê Lợi, zone {i % 7}", "No water since this morning", $"22 Nov 2026, {i % 24:00}:30" }),
    ];

    public IActionResult Index() => View();

    public IActionResult Rows() => View(Fifty);
}
