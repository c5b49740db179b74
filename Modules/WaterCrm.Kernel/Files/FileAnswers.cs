using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace WaterCrm.Kernel.Files;

/// <summary>Sends a file that somebody else sent to us.</summary>
public static class FileAnswers
{
    /// <summary>
    /// As an attachment, or shown in the page where <paramref name="inline"/> is asked for and it is a picture. The browser may not guess
    /// another kind, and nothing in the file may run or load anything.
    /// </summary>
    public static IActionResult Send(this ControllerBase page, FileStore files, StoredFile file, bool inline = false)
    {
        if (files.Open(file) is not { } content) return page.NotFound();

        var disposition = new ContentDispositionHeaderValue(inline && FileKind.OfContentType(file.ContentType) is { IsImage: true } ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        var headers = page.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-store";
        return new FileStreamResult(content, file.ContentType);
    }
}
