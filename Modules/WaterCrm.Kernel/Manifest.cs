using WaterCrm.Modularity.Manifest;

[assembly: Module(Id = "WaterCrm.Kernel", Name = "Kernel", Version = "0.1.0", Category = "Foundation", IsAlwaysEnabled = true,
    Description = "What every module stands on: data, people and roles, words, forms, calendars, files, audit.")]
