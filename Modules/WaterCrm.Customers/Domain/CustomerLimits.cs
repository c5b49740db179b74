namespace WaterCrm.Customers.Domain;

/// <summary>How long what is typed may be; the columns are as wide.</summary>
internal static class CustomerLimits
{
    public const int Name = 200;
    public const int CalledAs = 100;
    public const int FormOfAddress = 20;
    public const int Key = 400;
    public const int Code = 40;
    public const int Note = 4000;
    public const int Phone = 40;
    public const int Email = 254;
    public const int Address = 300;
    public const int Summary = 2000;

    /// <summary>A key for comparing and sorting, where the beginning is enough. Folding puts blanks round Chinese characters, so it may be longer than its text.</summary>
    public static string CutKey(string key) =>
        key.Length <= Key ? key : key[..(char.IsHighSurrogate(key[Key - 1]) ? Key - 1 : Key)];
}
