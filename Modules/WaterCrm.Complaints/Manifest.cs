[assembly: Module(Id = "WaterCrm.Complaints", Name = "Complaints", Version = "0.1.0", Category = "Customer care",
    Description = "Takes complaints in public and at the desk, carries them through their procedure and tells the customer where they stand.",
    Dependencies = ["WaterCrm.Customers", "WaterCrm.Sops"])]
