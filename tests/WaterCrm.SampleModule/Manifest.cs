[assembly: Module(Id = "WaterCrm.SampleModule", Name = "Suggestion box", Version = "1.0.0", Category = "Samples",
    Description = "Takes suggestions from everybody and shows them to the staff.", Dependencies = ["WaterCrm.Kernel"])]
