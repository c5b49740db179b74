using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Imports;

/// <summary>The pages of imports as a browser sees them.</summary>
public sealed class ImportPagesTests : IAsyncLifetime
{
    private TestHost host = null!;
    private HttpClient head = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        head = await host.SignedInAs("Head of customer care");
    }

    public async ValueTask DisposeAsync()
    {
        head.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("vi", "Ngày tiếp nhận phản ánh nằm ở tương lai.", "Tọa độ này không hợp lệ.", "Bảng ánh xạ không cho biết 'Flood' nghĩa là gì.")]
    [InlineData("zh-CN", "诉求的受理时间在未来。", "此坐标无效。", "对照表没有说明“Flood”的含义。")]
    [InlineData("en", "The complaint would have been reported in the future.", "This position is not on the earth.", "The map does not say what 'Flood' means.")]
    public async Task Why_rows_were_refused_is_said_in_the_readers_language_on_the_page_and_in_the_file(string language, string future, string earth, string unknown)
    {
        var id = await Import(OldSystem.Header + OldSystem.Row(1, year: 2999) + OldSystem.Row(2, "95,10") + OldSystem.Row(3, kind: "Flood") + OldSystem.Row(4));
        head.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var reasons = (await Page($"/staff/imports/{id}")).QuerySelectorAll("table.rows tbody tr").Select(row => row.Children[2].TextContent);
        Assert.Equal([future, earth, unknown], reasons);

        var lines = (await head.GetStringAsync($"/staff/imports/{id}/refused", Token)).TrimEnd().Split("\r\n");
        Assert.Equal("line,column,reason,id,kind,state,opened,closed,street,lat,long", lines[0].TrimStart('\uFEFF'));
        Assert.Equal([$"2,,{future},1,Leak,done,2999-03-05,06/03/2999,street 1,,", $"3,,{earth},2,Leak,done,2024-03-05,06/03/2024,street 2,95,10", $"4,kind,{unknown},3,Flood,done,2024-03-05,06/03/2024,street 3,,"], lines[1..]);
    }

    [Fact]
    public async Task What_a_spreadsheet_would_calculate_stays_text_in_the_file_that_is_downloaded()
    {
        var id = await Import(OldSystem.Header + OldSystem.Row(1, kind: "\"=1+1, \"\"x\"\"\r\nsecond line\"") + OldSystem.Row(2, kind: "\"=1+1\""));
        head.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");

        var file = await head.GetStringAsync($"/staff/imports/{id}/refused", Token);

        Assert.Contains(",\"'=1+1, \"\"x\"\"\r\nsecond line\",done,", file, StringComparison.Ordinal);
        Assert.Contains(",'=1+1,done,", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_refused_rows_out_stands_in_the_audit()
    {
        var id = await Import(OldSystem.Header + OldSystem.Row(1, kind: "Flood"));
        Assert.Equal(0, await Exports(id));

        using var file = await head.GetAsync($"/staff/imports/{id}/refused", Token);

        Assert.Equal((HttpStatusCode.OK, "attachment", "old.refused.csv"), (file.StatusCode, file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
        Assert.Equal(1, await Exports(id));

        using var missing = await head.GetAsync($"/staff/imports/{Guid.NewGuid()}/refused", Token);
        Assert.Equal((HttpStatusCode.NotFound, 1), (missing.StatusCode, await Exports(id)));
    }

    [Theory]
    [InlineData("en", "Failed", "The file could not be read from line 503 on.")]
    [InlineData("vi", "Lỗi", "Không đọc được tệp từ dòng 503.")]
    [InlineData("zh-CN", "失败", "从第 503 行起无法读取文件。")]
    public async Task A_file_that_breaks_off_is_not_called_done_and_what_to_do_is_said(string language, string failed, string why)
    {
        var id = await Import(OldSystem.BreakingOff("long cell"));
        head.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = await Page($"/staff/imports/{id}");
        Assert.StartsWith(why, page.QuerySelector(".error-summary p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["502", "501", "0", "1"], page.QuerySelectorAll("dl.facts dd").Select(d => d.TextContent));
        Assert.Null(page.QuerySelector("form[action$='/resume']"));   // the same copy would break off again
        var row = (await Page("/staff/imports")).QuerySelector($"a[href$='{id}']")!.Closest("tr")!;
        Assert.Equal(failed, row.Children[1].TextContent.Trim());
    }

    private Task<Guid> Import(string csv) => host.InScope(async services =>
    {
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var (id, _) = await services.GetRequiredService<ImportFiles>().Lay(copy => file.CopyToAsync(copy, Token), ImportMap.Parse(OldSystem.Map).Value, OldSystem.Map, Token);
        Assert.Null((await services.GetRequiredService<IMediator>().Send(new StartJob(id, ImportJob.Name, "old.csv", new ImportOrder("complaints", "old", "old.csv", false)), Token)).Error);
        services.GetRequiredService<JobSignal>().Raise();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await services.GetRequiredService<IMediator>().Send(new ShowJob(id), patience.Token))!.HasEnded is false) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        return id;
    });

    private Task<int> Exports(Guid id) => host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync(a => a.Action == "imports.refused-rows-exported" && a.Subject == id, Token));

    private async Task<IDocument> Page(string address)
    {
        var html = await head.GetStringAsync(address, Token);
        return await BrowsingContext.New().OpenAsync(response => response.Content(html), Token);
    }
}
