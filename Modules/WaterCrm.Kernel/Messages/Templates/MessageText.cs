using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>What the operator says instead of a shipped text, or in a language in which none is shipped.</summary>
internal sealed class MessageText : Entity
{
    private MessageText()
    {
    }

    public MessageText(Guid id, string kind, string language) => (Id, Kind, Language) = (id, kind, language);

    public string Kind { get; private set; } = "";
    public string Language { get; private set; } = "";
    public string SubjectLine { get; private set; } = "";
    public string Mail { get; private set; } = "";
    public string Sms { get; private set; } = "";
    public string App { get; private set; } = "";
    public string Letter { get; private set; } = "";
    public bool SmsWithoutAccents { get; private set; }

    /// <summary>Of the text it was translated from, or for the first language of the shipped one; empty where there was none.</summary>
    public string SourceHash { get; private set; } = "";

    /// <summary>False when the shipped text was put back; the words stay, so that this can be undone.</summary>
    public bool IsInForce { get; private set; }

    public DateTime ChangedAt { get; private set; }
    public string ChangedBy { get; private set; } = "";

    public MessageTextParts Parts => new() { Subject = SubjectLine, Mail = Mail, Sms = Sms, App = App, Letter = Letter, SmsWithoutAccents = SmsWithoutAccents };

    public void Say(MessageTextParts parts, string sourceHash, string by, DateTime now)
    {
        (SubjectLine, Mail, Sms, App, Letter, SmsWithoutAccents) = (parts.Subject, parts.Mail, parts.Sms, parts.App, parts.Letter, parts.SmsWithoutAccents);
        (SourceHash, IsInForce, ChangedAt, ChangedBy) = (sourceHash, true, now, by);
    }

    /// <summary>Puts the shipped text back, or takes that back.</summary>
    public void Hold(bool inForce, string by, DateTime now) => (IsInForce, ChangedAt, ChangedBy) = (inForce, now, by);
}

internal sealed class MessageTextConfiguration : IEntityTypeConfiguration<MessageText>
{
    public void Configure(EntityTypeBuilder<MessageText> builder)
    {
        builder.ToTable("kernel_message_text");
        builder.Property(t => t.Kind).HasMaxLength(100);
        builder.Property(t => t.Language).HasMaxLength(16);
        builder.Property(t => t.SubjectLine).HasMaxLength(MessageTextParts.LongestSubject);
        builder.Property(t => t.Mail).HasMaxLength(MessageTextParts.LongestMail);
        builder.Property(t => t.Sms).HasMaxLength(MessageTextParts.LongestShort);
        builder.Property(t => t.App).HasMaxLength(MessageTextParts.LongestShort);
        builder.Property(t => t.Letter).HasMaxLength(MessageTextParts.LongestMail);
        builder.Property(t => t.SourceHash).HasMaxLength(64);
        builder.Property(t => t.ChangedBy).HasMaxLength(256);
        builder.Ignore(t => t.Parts);
        builder.HasIndex(t => new { t.Kind, t.Language }).IsUnique();
    }
}
