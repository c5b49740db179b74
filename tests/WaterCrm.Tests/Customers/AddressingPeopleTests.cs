using WaterCrm.Customers;
using WaterCrm.Customers.Addressing;

namespace WaterCrm.Tests.Customers;

/// <summary>How one addresses people of three languages. A part of a name is used only where the name shows it; the whole name is never wrong.</summary>
public sealed class AddressingPeopleTests
{
    private static readonly FormsOfAddress Forms = FormsOfAddress.Load();

    [Theory]
    // Vietnamese: family, middle, given; one calls people by the given name, which stands last.
    [InlineData("Nguyễn Văn An", "vi", "ong", "Ông An", "Kính gửi Ông Nguyễn Văn An,")]
    [InlineData("Trần Thị Minh Khai", "vi", "ba", "Bà Khai", "Kính gửi Bà Trần Thị Minh Khai,")]
    [InlineData("Phạm Mai", "vi", "chi", "Chị Mai", "Kính gửi Chị Phạm Mai,")]
    [InlineData("Nguyễn Anh Tú", "vi", "anh", "Anh Tú", "Kính gửi Anh Nguyễn Anh Tú,")]
    [InlineData("NGUYỄN VĂN AN", "vi", "em", "Em AN", "Thân gửi em NGUYỄN VĂN AN,")]
    [InlineData("Nguyen Van An", "vi", "ong", "Ông An", "Kính gửi Ông Nguyen Van An,")]
    [InlineData("Mai Thị Hà", "vi", "chi", "Chị Hà", "Kính gửi Chị Mai Thị Hà,")]
    // Written the English way round, or perhaps: nobody can know.
    [InlineData("Mai Nguyễn", "vi", "chi", "Chị Mai Nguyễn", "Kính gửi Chị Mai Nguyễn,")]
    [InlineData("Lý Hà", "vi", "co", "Cô Lý Hà", "Kính gửi Cô Lý Hà,")]
    // One word, another order, another alphabet: the whole name.
    [InlineData("An", "vi", "ong", "Ông An", "Kính gửi Ông An,")]
    [InlineData("John Smith", "vi", "ong", "Ông John Smith", "Kính gửi Ông John Smith,")]
    [InlineData("王伟", "vi", "ong", "Ông 王伟", "Kính gửi Ông 王伟,")]
    [InlineData("Nguyễn 王伟", "vi", "ong", "Ông Nguyễn 王伟", "Kính gửi Ông Nguyễn 王伟,")]
    // Nobody has asked yet.
    [InlineData("Nguyễn Văn An", "vi", null, "Quý khách Nguyễn Văn An", "Kính gửi Quý khách Nguyễn Văn An,")]
    // Chinese: the family name stands in front and has one character, seldom two.
    [InlineData("王伟", "zh-Hans", "xiansheng", "王先生", "尊敬的王伟先生：")]
    [InlineData("李娜", "zh-Hans", "nushi", "李女士", "尊敬的李娜女士：")]
    [InlineData("欧阳修", "zh-Hans", "xiansheng", "欧阳先生", "尊敬的欧阳修先生：")]
    [InlineData("司马相如", "zh-Hans", "xiansheng", "司马先生", "尊敬的司马相如先生：")]
    [InlineData("欧阳", "zh-Hans", "nushi", "欧阳女士", "尊敬的欧阳女士：")]
    [InlineData("小王", "zh-Hans", "nushi", "小王女士", "尊敬的小王女士：")]
    [InlineData("阿布都拉·买买提", "zh-Hans", "xiansheng", "阿布都拉·买买提先生", "尊敬的阿布都拉·买买提先生：")]
    [InlineData("王", "zh-Hans", "xiansheng", "王先生", "尊敬的王先生：")]
    // Four characters are a family name of two, or of two families: nobody can know.
    [InlineData("陈方安生", "zh-Hans", "nushi", "陈方安生女士", "尊敬的陈方安生女士：")]
    [InlineData("Emily Carter", "zh-Hans", "nushi", "Emily Carter女士", "尊敬的Emily Carter女士：")]
    [InlineData("王伟", "zh-Hans", null, "王伟", "尊敬的王伟先生/女士：")]
    [InlineData("Nguyễn Văn An", "zh-Hans", "xiansheng", "Nguyễn先生", "尊敬的Nguyễn Văn An先生：")]
    // English: the family name stands last, except where people come from elsewhere.
    [InlineData("Emily Carter", "en", "ms", "Ms Carter", "Dear Ms Carter,")]
    [InlineData("Nguyễn Văn An", "en", "mr", "Mr Nguyễn", "Dear Mr Nguyễn,")]
    [InlineData("Nguyen Van An", "en", "mr", "Mr Nguyen Van An", "Dear Mr Nguyen Van An,")]   // without a mark it may be anybody's
    [InlineData("Sam O'Neill", "en", "mx", "Mx O'Neill", "Dear Mx O'Neill,")]
    [InlineData("Juan de la Cruz", "en", "mr", "Mr Juan de la Cruz", "Dear Mr Juan de la Cruz,")]
    [InlineData("Wang Wei", "en", "mr", "Mr Wang Wei", "Dear Mr Wang Wei,")]
    [InlineData("Suharto", "en", "mr", "Mr Suharto", "Dear Mr Suharto,")]
    [InlineData("王伟", "en", "mr", "Mr 王", "Dear Mr 王,")]
    [InlineData("Emily Carter", "en", null, "Emily Carter", "Dear Emily Carter,")]
    public void A_person_is_addressed_as_the_language_has_it(string name, string language, string? form, string called, string letter)
    {
        var who = new Addressee(name, CustomerKind.Person) { Form = form, Language = language };
        Assert.Equal((called, letter), (Forms.Called(who, language), Forms.Letter(who, language)));
    }

    [Theory]
    [InlineData("vi", "Công ty Dệt may Phương Nam", "Kính gửi Công ty Dệt may Phương Nam,")]
    [InlineData("zh-Hans", "Công ty Dệt may Phương Nam", "尊敬的Công ty Dệt may Phương Nam：")]
    [InlineData("en", "Công ty Dệt may Phương Nam", "Dear Sir or Madam,")]
    public void An_organisation_is_addressed_by_its_name_whatever_form_was_chosen(string language, string called, string letter)
    {
        var who = new Addressee("Công ty Dệt may Phương Nam", CustomerKind.Organisation) { Form = "ong", Language = "vi" };
        Assert.Equal((called, letter), (Forms.Called(who, language), Forms.Letter(who, language)));
    }

    [Theory]
    [InlineData("ong", "en", "Mr Nguyễn")]
    [InlineData("co", "en", "Ms Nguyễn")]
    [InlineData("chu", "zh-Hans", "Nguyễn先生")]
    [InlineData("bac", "en", "Nguyễn Văn An")]
    [InlineData("mrs", "vi", "Bà An")]
    [InlineData("mx", "vi", "Quý khách Nguyễn Văn An")]
    [InlineData("no-longer-offered", "vi", "Quý khách Nguyễn Văn An")]
    public void A_form_of_one_language_becomes_the_one_that_fits_in_another(string form, string language, string called) =>
        Assert.Equal(called, Forms.Called(new Addressee("Nguyễn Văn An", CustomerKind.Person) { Form = form, Language = language }, language));

    [Theory]
    [InlineData("vi", "chi", "Chị Minh Khai", "Kính gửi Chị Trần Thị Minh Khai,")]
    [InlineData("en", "ms", "Ms Minh Khai", "Dear Ms Minh Khai,")]
    [InlineData("zh-Hans", "nushi", "Minh Khai女士", "尊敬的Trần Thị Minh Khai女士：")]
    public void What_people_want_to_be_called_goes_before_what_the_name_suggests(string language, string form, string called, string letter)
    {
        var who = new Addressee("Trần Thị Minh Khai", CustomerKind.Person) { Form = form, CalledAs = "Minh Khai", Language = language };
        Assert.Equal((called, letter), (Forms.Called(who, language), Forms.Letter(who, language)));
    }

    [Fact]
    public void A_message_begins_with_the_greeting_of_the_language_also_where_no_name_is_known()
    {
        var an = new Addressee("Nguyễn Văn An", CustomerKind.Person) { Form = "ong", Language = "vi" };
        Assert.Equal(["Kính chào Ông An.", "Kính chào Quý khách.", "Nguyễn先生，您好！", "尊敬的用户，您好！", "Good day, Mr Nguyễn.", "Good day, Sir or Madam."],
            [Forms.Greeting(an, "vi"), Forms.Greeting(null, "vi"), Forms.Greeting(an, "zh-Hans"), Forms.Greeting(null, "zh-Hans"), Forms.Greeting(an, "en"), Forms.Greeting(null, "en")]);
    }

    [Theory]
    [InlineData("{ }", "languages")]
    [InlineData("{ \"languages\": { \"vi\": { \"greeting\": \"Kính chào\" } } }", "languages.vi.greeting")]
    [InlineData("{ \"languages\": { \"vi\": { \"unknown\": { \"called\": \"{surname}\" } } } }", "languages.vi.unknown.called")]
    [InlineData("not json", "")]
    public void A_file_of_the_operator_that_cannot_be_used_stops_the_start_with_the_place(string json, string place)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            var refused = Assert.Throws<InvalidOperationException>(() => FormsOfAddress.Load(file));
            Assert.Contains(place + ":", refused.Message, StringComparison.Ordinal);
            Assert.Contains($"The file {file} cannot be used.", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Of_every_real_name_at_hand_the_whole_or_a_part_of_it_is_used()
    {
        for (var i = 0; i < 2000; i++)
        {
            var name = RealNames.At(i);
            foreach (var (language, forms) in Forms.Offered("vi"))
                foreach (var form in forms)
                {
                    var called = Forms.Called(new Addressee(name, CustomerKind.Person) { Form = form.Code, Language = language }, language);
                    var part = called.Replace(form.Name, "", StringComparison.Ordinal).Trim();
                    Assert.True(part == name || name.Split(' ').Contains(part) || name.StartsWith(part, StringComparison.Ordinal) && part.Length > 0, $"{name} became {called}");
                }
        }
    }
}
