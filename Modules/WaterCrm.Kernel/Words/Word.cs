namespace WaterCrm.Kernel.Words;

/// <summary>
/// Marks English text that is translated later, where it is shown: names of states, kinds and the like that stand in code as data.
/// The test on missing words finds keys by this mark.
/// </summary>
public static class Word
{
    public static string Of(string english) => english;
}
