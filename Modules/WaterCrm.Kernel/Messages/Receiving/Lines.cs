namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Walks through bytes line by line, without copying. A line ends with LF or CR LF; the end is not part of it.</summary>
internal ref struct Lines(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Where the current line begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public int Next { get; private set; }

    public ReadOnlySpan<byte> Current { get; private set; }

    public bool Read()
    {
        if (Next >= bytes.Length) return false;
        Start = Next;
        var length = bytes[Start..].IndexOf((byte)'\n');
        Next = length < 0 ? bytes.Length : Start + length + 1;
        Current = bytes[Start..(length < 0 ? bytes.Length : Start + length)];
        if (Current is [.., (byte)'\r']) Current = Current[..^1];
        return true;
    }
}
