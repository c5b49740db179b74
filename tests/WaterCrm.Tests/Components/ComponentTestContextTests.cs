namespace WaterCrm.Tests.Components;

public sealed class ComponentTestContextTests : ComponentTestContext
{
    [Fact]
    public void A_click_calls_the_components_handler_and_shows_what_it_did()
    {
        var counter = Render<ClickCounter>(p => p.Add(c => c.Start, 4));
        counter.Find("p").MarkupMatches("""<p class="a  b">Clicked<b> 4 </b> times</p>""");

        counter.Find("button").Click();
        Assert.Equal("5", counter.Find("b").TextContent);

        // The second button belongs to a component inside the first.
        Assert.Equal(["5", "0"], counter.FindAll("b").Select(b => b.TextContent));
        counter.FindAll("button")[1].Click();
        Assert.Equal(["5", "1", "0"], counter.FindAll("b").Select(b => b.TextContent));
    }

    [Fact]
    public void A_click_on_what_has_no_handler_says_where_to_test_it() =>
        Assert.Contains("running host", Assert.Throws<MissingEventHandlerException>(() => Render<ClickCounter>().Find("a").Click()).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_not_there_and_what_is_no_parameter_is_said_so()
    {
        Assert.Contains("Clicked", Assert.Throws<ElementNotFoundException>(() => Render<ClickCounter>().Find("article")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Render<ClickCounter>(p => p.Add(c => c.NotAParameter, 1)));
    }

    [Theory]
    [InlineData("""<p class="a b" id="x"> one   two</p>""", """<p id="x" class="b a">one two</p>""", true)]
    [InlineData("<p>one</p>\n<p>two</p>", "<p>one</p><p>two</p>", true)]
    [InlineData("<p>one</p>", "<p>two</p>", false)]
    [InlineData("""<p id="x">one</p>""", """<p id="y">one</p>""", false)]
    [InlineData("<p><b>one</b></p>", "<p>one</p>", false)]
    [InlineData("<pre>a  b</pre>", "<pre>a b</pre>", false)]
    public void Markup_is_compared_by_its_meaning(string expected, string actual, bool alike) => Assert.Equal(alike, Html.Normalise(expected) == Html.Normalise(actual));
}
