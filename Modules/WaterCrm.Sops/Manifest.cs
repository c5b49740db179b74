using WaterCrm.Modularity.Manifest;

[assembly: Module(Id = "WaterCrm.Sops", Name = "Procedures", Version = "0.1.0", Category = "Foundation", IsAlwaysEnabled = true,
    Dependencies = ["WaterCrm.Kernel"],
    Description = "Runs standard operating procedures: definitions, cases, tasks, deadlines and escalation.")]
