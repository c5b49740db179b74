[assembly: Module(Id = "WaterCrm.SampleModule", Name = "Suggestion box", Version = "1.0.0", Category = "Samples",
    Description = "Takes suggestions from everybody and shows them to the staff.", Dependencies = ["WaterCrm.Customers"])]
[assembly: ManifestFeature(Id = "WaterCrm.SampleModule.Forgetting", Name = "Forget old suggestions", Category = "Samples",
    Description = "Removes suggestions that nobody took up.")]
