[assembly: Theme(Id = "WaterCrm.SampleTheme", Name = "Thankful theme", Version = "1.0.0", BaseTheme = "WaterCrm.PublicTheme", Tags = ["public"],
    Description = "The public theme, with a warmer word of thanks.")]
