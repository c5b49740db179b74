// The build, one task a word of ./build.sh. The words that print a last line for machines print it after everything else.
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

var target = Argument("target", "help");
var name = Argument("name", "");
var module = Argument("module", "");
var withLong = HasArgument("long");

var lastLine = "";
var failed = false;

// ---- tasks

Task("help").Does(() => Console.WriteLine(
    """
    ./build.sh run [ARGS]                        starts the system on SQLite; ARGS go to the program
    ./build.sh test [--long]                     builds, runs all tests; --long adds kill runs, fuzzing and surges
    ./build.sh migration NAME --module MODULE    writes a migration of a module for SQLite and for PostgreSQL
    ./build.sh bench [NAME]                      measures one figure, or all of them and rewrites docs/figures.md
    ./build.sh guide                             makes the pictures of the user guide anew from the demonstration
    ./build.sh contract                          writes down what modules are built on, if its version was raised as it must be
    ./build.sh pack                              makes a package of each module and theme that comes and goes, in artifacts/packages
    ./build.sh publish                           puts what is installed on a server into artifacts/publish
    """));

Task("test").Does(() =>
{
    InstallWhatTheTestsNeed();
    var watch = Stopwatch.StartNew();
    BuildSolution("Debug");

    var runs = new[] { "WaterCrm.Tests", "WaterCrm.BrowserTests" }.Select(RunTests).ToList();   // ToList: one after the other, the machine is small
    int passed = runs.Sum(r => r.Passed), broken = runs.Sum(r => r.Failed), skipped = runs.Sum(r => r.Skipped);

    lastLine = $"{passed} passed, {broken} failed" + (skipped > 0 ? $", {skipped} skipped" : "");
    failed = broken > 0 || runs.Any(r => r.ExitCode != 0) || passed == 0;
    System.IO.File.WriteAllLines("artifacts/last-test",
        [$"commit {Commit()}", $"counts {lastLine}", $"seconds {watch.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}"]);
});

Task("migration").Does(() =>
{
    if (name == "" || module == "") throw new Exception("Say ./build.sh migration NAME --module MODULE, such as: migration AddZones --module Customers");
    var project = new[] { "Modules", "tests" }.Select(folder => $"{folder}/WaterCrm.{module}").FirstOrDefault(System.IO.Directory.Exists)
        ?? throw new Exception($"There is no module WaterCrm.{module}.");

    const string designTime = "tests/WaterCrm.DesignTime";
    Dotnet("build", designTime, "-v", "q");
    foreach (var provider in new[] { "Sqlite", "Postgres" })
    {
        var context = $"{provider}{module}DbContext";
        Console.WriteLine($"{context}: {name}");
        Dotnet("ef", "migrations", "add", name, "--context", context, "--project", project, "--startup-project", designTime,
            "--output-dir", $"Data/Migrations/{provider}", "--no-build");
    }
});

Task("bench").Does(() =>
{
    const string project = "tests/WaterCrm.Benchmarks";
    Dotnet("build", project, "-c", "Release", "-v", "q");
    var exitCode = Start("artifacts/bin/WaterCrm.Benchmarks/release/WaterCrm.Benchmarks", name == "" ? ["--write", "docs/figures.md"] : [name]);
    if (exitCode != 0) Environment.Exit(exitCode);   // the measurement's last line stays the last line
});

Task("guide").Does(() =>
{
    BuildSolution("Debug");
    System.Environment.SetEnvironmentVariable("GUIDE_PICTURES", "write");
    if (Start("artifacts/bin/WaterCrm.BrowserTests/debug/WaterCrm.BrowserTests", ["-noColor", "-noLogo", "-class", "WaterCrm.BrowserTests.GuidePictures"]) != 0)
        throw new Exception("The pictures could not be made.");
});

Task("contract").Does(() =>
{
    const string tests = "WaterCrm.Tests";
    Dotnet("build", $"tests/{tests}", "-v", "q", "-nologo");
    System.Environment.SetEnvironmentVariable("CONTRACT", "write");
    if (Start($"artifacts/bin/{tests}/debug/{tests}", ["-noColor", "-noLogo", "-class", $"{tests}.ModuleContract.ContractTests"]) != 0)
        throw new Exception("The contract was not written; the reason stands above.");
});

Task("pack").Does(() =>
{
    const string host = "artifacts/bin/WaterCrm.Host/release";
    CleanDirectory("artifacts/packages");
    BuildSolution("Release");
    var nobodys = System.IO.Directory.CreateTempSubdirectory("watercrm-pack-");   // the program wants a data folder, and here has none
    try
    {
        // What ships with the host has its files there too, but its assembly beside the host's.
        foreach (var folder in System.IO.Directory.GetDirectories($"{host}/modules").Order().Where(f => FileExists($"{f}/{System.IO.Path.GetFileName(f)}.dll")))
            Dotnet($"{host}/WaterCrm.Host.dll", "modules", "pack", folder, "--to", "artifacts/packages", "--AppData", nobodys.FullName);
    }
    finally
    {
        nobodys.Delete(recursive: true);
    }

    Console.WriteLine("artifacts/packages is ready");
});

Task("publish").Does(() =>
{
    CleanDirectory("artifacts/publish");
    BuildSolution("Release");
    Dotnet("publish", "Host/WaterCrm.Host", "-c", "Release", "-o", "artifacts/publish", "-v", "q");
    Console.WriteLine("artifacts/publish is ready");
});

RunTarget(target);
if (lastLine != "") Console.WriteLine(lastLine);
if (failed) Environment.Exit(1);

// ---- how

void BuildSolution(string configuration) => Dotnet("build", "WaterCrm.sln", "-c", configuration, "-v", "q", "-nologo", "-warnaserror",
    "-warnnotaserror:NU1901;NU1902;NU1903;NU1904");   // an audit feed may find something tomorrow: that warns

(int Passed, int Failed, int Skipped, int ExitCode) RunTests(string project)
{
    Console.WriteLine($"---- {project}");
    var results = MakeAbsolute(File($"artifacts/{project}.xml")).FullPath;
    if (FileExists(results)) DeleteFile(results);

    List<string> options = ["-noColor", "-noLogo", "-xml", results];
    if (!withLong) options.AddRange(["-trait-", "Category=Long"]);
    var exitCode = Start($"artifacts/bin/{project}/debug/{project}", options);

    // A process that dies leaves no results: that is a failure, not an empty success.
    if (!FileExists(results)) return (0, 1, 0, exitCode == 0 ? 1 : exitCode);
    int Sum(string count) => XDocument.Load(results).Descendants("assembly").Sum(a => (int)a.Attribute(count));
    return (Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped"), exitCode);
}

// The tests use a real browser, a real PostgreSQL and a real mail server. Elsewhere than on Debian as root they skip and say what is missing.
void InstallWhatTheTestsNeed()
{
    if (!FileExists("/etc/debian_version") || Environment.UserName != "root") return;

    string[] needed = ["chromium", "postgresql", "python3-aiosmtpd", "fonts-noto-core", "fonts-noto-cjk"];
    var missing = needed.Where(package => !IsInstalled(package)).ToArray();
    if (missing.Length == 0) return;

    Console.WriteLine($"installing {string.Join(", ", missing)}");
    Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
    if (Start("apt-get", ["-qq", "update"]) != 0 || Start("apt-get", ["-qq", "-y", "--no-install-recommends", "install", .. missing]) != 0)
        Console.WriteLine("apt-get could not install them: tests that need them are going to skip (or fail, where CI=true)");
}

bool IsInstalled(string package) =>
    StartProcess("dpkg-query", new ProcessSettings { Arguments = $"-W -f=${{Status}} {package}", RedirectStandardOutput = true, RedirectStandardError = true }, out var said) == 0
    && said.Any(line => line.Contains("ok installed"));

string Commit()
{
    StartProcess("git", new ProcessSettings { Arguments = "describe --always --dirty --abbrev=12 --exclude=*", RedirectStandardOutput = true, RedirectStandardError = true }, out var said);
    return said.FirstOrDefault() ?? "unknown";
}

void Dotnet(params string[] words)
{
    if (Start("dotnet", words) is not 0 and var exitCode) throw new Exception($"dotnet {words[0]} ended with {exitCode}");
}

int Start(string program, IEnumerable<string> words)
{
    var arguments = new ProcessArgumentBuilder();
    foreach (var word in words) arguments.AppendQuoted(word);
    return StartProcess(program, new ProcessSettings { Arguments = arguments });
}
