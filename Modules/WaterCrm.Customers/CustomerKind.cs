namespace WaterCrm.Customers;

public enum CustomerKind
{
    Person,
    Organisation,
}
