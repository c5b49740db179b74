# ./build.ps1 run [ARGS] | test [--long] | migration NAME --module MODULE | bench [NAME] | guide | contract | pack | publish
# The work is in build.cake; this brings the tools it needs and hands the words over.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Write-Error 'The .NET SDK is missing; global.json names the version. See https://dot.net'
}

$target = if ($args.Count -gt 0) { $args[0] } else { 'help' }
$rest = @($args | Select-Object -Skip 1)
if ($target -eq 'run') {   # what follows belongs to the program, not to the build
    dotnet run --project Host/WaterCrm.Host -- @rest
    exit $LASTEXITCODE
}

$words = @()
if ($rest.Count -gt 0 -and -not "$($rest[0])".StartsWith('-')) {
    $words += "--name=$($rest[0])"
    $rest = @($rest | Select-Object -Skip 1)
}

dotnet tool restore | Out-Null
if ($LASTEXITCODE -ne 0) { Write-Error 'dotnet tool restore failed; run it by hand to see why.' }
dotnet cake build.cake --verbosity=quiet --no-report "--target=$target" @words @rest
exit $LASTEXITCODE
