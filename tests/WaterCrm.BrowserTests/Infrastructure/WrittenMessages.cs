using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.BrowserTests.Infrastructure;

internal static class WrittenMessages
{
    /// <summary>A message for a way other than mail.</summary>
    public static Task<Guid> OrderAsync(this Site site, string channel, string address, string purpose, DateTime? uselessAt = null) => site.InScopeAsync(async services =>
        (await services.GetRequiredService<CommandRunner>().Run("test: order", (own, cancelled) => own.GetRequiredService<MessageDesk>().Order(
            new Envelope { Purpose = purpose, About = ("complaint", Guid.NewGuid()), Channel = channel, Address = address, Name = channel == "app" ? "" : "Nguyễn Hoàng Thị Phương Uyên", Language = "vi", UselessAt = uselessAt },
            new Wording("complaints.received", MessageTopic.Service, "Chúng tôi đã nhận được phản ánh C-2026-000001", "Cấp nước Sông Xanh: Đã tiếp nhận phản ánh C-2026-000001 của Quý khách. Chúng tôi sẽ trả lời trước 02/03/2026 16:30. https://crm.example.org/track/K7QD-2M9X"), cancelled), TestContext.Current.CancellationToken)).Value.Id);

    /// <summary>A message in a state into which only a mail server brings it.</summary>
    public static Task<Guid> WriteMessageAsync(this Site site, string address, MessageState state) => site.InScopeAsync(async services =>
    {
        var token = TestContext.Current.CancellationToken;
        var ordered = await services.GetRequiredService<CommandRunner>().Run("test: order", (own, cancelled) => own.GetRequiredService<MessageDesk>().Order(
            new Envelope { Purpose = "complaints.received", About = ("complaint", Guid.NewGuid()), Channel = MessageChannels.Email, Address = address, Name = "Nguyễn Hoàng Thị Phương Uyên", Language = "vi" },
            new Wording("complaints.received", MessageTopic.Service, "Chúng tôi đã nhận được phản ánh C-2026-000001", "Kính gửi bà Uyên,\n\nChúng tôi đã nhận được phản ánh C-2026-000001 của bà.", "<p>Kính gửi bà Uyên</p>"), cancelled), token);
        await using var hold = await services.GetRequiredService<Database>().Writing.Enter("test", token);
        await hold.Execute("UPDATE kernel_message SET \"State\" = @state, \"Failure\" = @failure, \"Tries\" = @tries, \"TriedAt\" = \"CreatedAt\" WHERE \"Id\" = @id", token,
            ("@state", state), ("@failure", state is MessageState.Failed or MessageState.Bounced or MessageState.Uncertain ? "550 5.1.1 <" + address + ">: Recipient address rejected: User unknown in virtual mailbox table" : null), ("@tries", state is MessageState.Queued ? 0 : 2), ("@id", ordered.Value.Id));
        await hold.Commit(token);
        return ordered.Value.Id;
    });
}
