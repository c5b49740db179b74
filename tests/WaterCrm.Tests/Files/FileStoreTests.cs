using Microsoft.Extensions.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Tests.Files;

public sealed class FileStoreTests : IDisposable
{
    private static readonly UploadSettings Defaults = new();
    private readonly string folder = Directory.CreateTempSubdirectory("files").FullName;
    private readonly FileStore store;

    public FileStoreTests() => store = new FileStore(folder, TimeProvider.System);

    [Fact]
    public async Task A_photo_is_kept_under_its_own_fingerprint_without_its_metadata()
    {
        var file = (await Send(Pictures.Jpeg(), "C:\\fakepath\\leak.JPEG")).Value;

        Assert.Equal(("leak.jpg", "image/jpeg"), (file.Name, file.ContentType));
        await using var content = store.Open(file)!;
        Assert.Equal(file.Size, content.Length);
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content, TestContext.Current.CancellationToken)));
        Assert.True(file.Size < Pictures.Jpeg().Length);
    }

    [Fact]
    public async Task The_same_content_lies_there_once()
    {
        var (first, second) = ((await Send(Pictures.Png(), "a.png")).Value, (await Send(Pictures.Png(), "b.png")).Value);

        Assert.Equal(first.Sha256, second.Sha256);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("program", "photo.jpg", "files.not-allowed")]
    [InlineData("pdf", "photo.jpg", "files.not-allowed")]
    [InlineData("heic", "photo.heic", "files.not-allowed")]     // its place could not be taken out
    [InlineData("text", "photo.png", "files.not-allowed")]
    [InlineData("nothing", "photo.png", "files.empty")]
    [InlineData("half", "photo.jpg", "files.damaged")]
    [InlineData("large", "photo.jpg", "files.too-large")]
    public async Task What_is_no_photo_is_refused_whatever_its_name_and_nothing_stays(string content, string name, string code)
    {
        var refused = await Send(content switch
        {
            "program" => Pictures.Program(), "pdf" => Pictures.Pdf(), "heic" => Pictures.Heic(), "nothing" => [], "half" => Pictures.Jpeg()[..200],
            "large" => [.. Pictures.Jpeg(), .. new byte[50 * 1024 * 1024]], _ => "<script>"u8.ToArray(),
        }, name);

        Assert.Equal(code, refused.Error?.Code);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Staff_may_send_documents_too()
    {
        foreach (var content in new[] { Pictures.Pdf(), Pictures.Heic(), Pictures.Gif(), Pictures.WebP() })
            Assert.Null((await store.Receive(new MemoryStream(content), "x", UploadRules.Documents(Defaults), TestContext.Current.CancellationToken)).Error);
    }

    [Fact]
    public void The_operator_says_how_large_a_photo_may_be()
    {
        Assert.Equal((10, 3), (UploadRules.Photos(Defaults).MaxMegabytes, UploadRules.Photos(new UploadSettings { PhotoMegabytes = 3 }).MaxMegabytes));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_and_what_a_killed_process_left_is_swept_after_a_day()
    {
        await Assert.ThrowsAsync<IOException>(() => store.Receive(new Broken(), "a.jpg", UploadRules.Photos(Defaults), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

        var (old, fresh) = (Path.Combine(folder, "incoming", "old"), Path.Combine(folder, "incoming", "fresh"));
        File.WriteAllText(old, "left");
        File.WriteAllText(fresh, "at work");
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        _ = new FileStore(folder, TimeProvider.System);
        Assert.Equal([fresh], Directory.EnumerateFiles(Path.Combine(folder, "incoming")));
    }

    [Theory]
    [InlineData("../../../../etc/passwd"), InlineData(""), InlineData("ABCDEF")]
    public void Only_a_fingerprint_leads_to_a_file(string path) => Assert.Throws<ArgumentException>(() => store.Open(new StoredFile(Guid.Empty, "x", "image/png", 1, path)));

    [Fact]
    public async Task A_file_is_an_attachment_unless_it_is_a_picture_for_staff_and_can_never_run()
    {
        var page = new Page { ControllerContext = new() { HttpContext = new DefaultHttpContext() } };
        var photo = (await Send(Pictures.Png(), "Rò rỉ.png")).Value;

        using (((FileStreamResult)page.Send(store, photo)).FileStream)
        {
            var headers = page.Response.Headers;
            Assert.StartsWith("attachment; filename=", headers.ContentDisposition.ToString(), StringComparison.Ordinal);
            Assert.Contains("R%C3%B2%20r%E1%BB%89.png", headers.ContentDisposition.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.XContentTypeOptions.ToString());
            Assert.Equal("default-src 'none'; sandbox", headers.ContentSecurityPolicy.ToString());
        }
        using (((FileStreamResult)page.Send(store, photo, inline: true)).FileStream) Assert.StartsWith("inline", page.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        var pdf = (await store.Receive(new MemoryStream(Pictures.Pdf()), "x", UploadRules.Documents(Defaults), TestContext.Current.CancellationToken)).Value;
        using (((FileStreamResult)page.Send(store, pdf, inline: true)).FileStream) Assert.StartsWith("attachment", page.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);

        Assert.IsType<NotFoundResult>(page.Send(store, photo with { Sha256 = new string('0', 64) }));
    }

    [Fact]
    public void Modules_are_given_the_folder_under_the_operators_data()
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = folder })
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("AppData", "data")]).Build());
        new FilesStartup().ConfigureServices(services);

        using var provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<FileStore>());
        Assert.True(Directory.Exists(Path.Combine(folder, "data", "files")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<Result<StoredFile>> Send(byte[] content, string name) => store.Receive(new MemoryStream(content), name, UploadRules.Photos(Defaults), TestContext.Current.CancellationToken);

    private sealed class Page : ControllerBase;

    /// <summary>A connection that is lost after the first bytes.</summary>
    private sealed class Broken : MemoryStream
    {
        private bool begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (begun) throw new IOException("The client is gone.");
            begun = true;
            return ValueTask.FromResult(100);
        }
    }
}
