using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using WaterCrm.Kernel.People.CommandLine;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;
using WaterCrm.Kernel.Web;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Kernel.People.Access;

internal static class PeopleServices
{
    public const string SignInPath = "/staff/sign-in";

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSettings<PeopleSettings>();
        services.AddSingleton<RoleBook>();
        services.AddSingleton<SignInPace>();
        services.AddScoped<KnownDevices>();
        services.AddSingleton<SetupDoor>();
        services.AddSingleton(new SetupConsole(Console.Out));
        services.AddSingleton<Passwords>();
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddScoped<Links>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<ApiPace>();
        services.Configure<ApiBehaviorOptions>(api => api.ClientErrorMapping[StatusCodes.Status429TooManyRequests] = new ClientErrorData { Title = "Too Many Requests" });   // MVC has no words for it
        services.AddOptions<MvcOptions>().Configure<ApiPace>((mvc, pace) => mvc.Filters.Add(pace));
        services.AddBackgroundTask<SessionCleanUp>();
        services.AddVerb<UsersVerb>();
        services.AddScoped<ISessions, Sessions>();
        services.AddScoped<Doorway>();
        services.AddSingleton<Keys>();
        services.AddScoped<Administrators>();
        services.AddScoped<PermissionBook>();
        services.AddScoped<PeopleFile>();
        services.AddScoped(provider => new RolePages(provider.GetRequiredService<IMediator>(), provider.GetRequiredService<PermissionBook>(), provider.GetRequiredService<IStringLocalizerFactory>(), provider.GetRequiredService<IStringLocalizer<Startup>>()));
        services.AddScoped<IPeople, PeopleDirectory>();
        services.AddScoped<IModularTenantEvents, PrepareForPeople>();
        services.AddScoped<IClaimsTransformation, PermissionsOfRoles>();
        services.AddPermissionProvider<KernelPermissions>();
        services.AddNavigationProvider<AdminMenu>();
        services.AddNavigationProvider<UserMenu>();
        return services.AddSessions();
    }

    private static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddIdentityCore<Person>().AddUserStore<PersonStore>().AddClaimsPrincipalFactory<PersonPrincipals>().AddSignInManager();
        services.AddScoped<ISecurityStampValidator, SessionCheck>();   // after Identity's own, in place of it
        // Identity ends the second of these whenever it ends a session, and fails where it does not exist.
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.TwoFactorRememberMeScheme)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyDoor>(ApiKeyDoor.Name, null);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<Trial>(Session);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme).Configure<Trial>(AwaitCode);
        // Forms and the note after a change know nothing of trials; their cookies are named here.
        services.AddOptions<AntiforgeryOptions>().PostConfigure<Trial>((forms, trial) => forms.Cookie.Name = trial.CookieName(forms.Cookie.Name!));
        services.AddOptions<CookieTempDataProviderOptions>().PostConfigure<Trial>((notes, trial) => notes.Cookie.Name = trial.CookieName(notes.Cookie.Name!));
        // For each request anew, so that a changed setting is in force at once.
        services.AddScoped(provider => Options.Create(new SecurityStampValidatorOptions
        {
            ValidationInterval = TimeSpan.FromSeconds(provider.GetRequiredService<PeopleSettings>().RecheckSeconds),
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
            OnRefreshingPrincipal = SessionCheck.KeepSession,
        }));
        // Who forgets to say who may use a page has said: nobody from outside. An address without a page stays "not found" for everybody, one asked in a way it does not know "not allowed".
        services.Configure<AuthorizationOptions>(o => o.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(asked => asked.User.Identity is { IsAuthenticated: true } || asked.Resource is HttpContext { } http && http.GetEndpoint() is not RouteEndpoint).Build());
        return services;
    }

    private static void AwaitCode(CookieAuthenticationOptions cookie, Trial trial)
    {
        cookie.Cookie.Name = trial.CookieName("WaterCrm.Code");
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
        cookie.SlidingExpiration = false;
    }

    private static void Session(CookieAuthenticationOptions cookie, Trial trial)
    {
        cookie.Cookie.Name = trial.CookieName("WaterCrm.Session");
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;   // a link in a mail opens the page; a form on another site cannot post
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.SlidingExpiration = true;
        cookie.ForwardDefaultSelector = http => http.Request.Path.StartsWithSegments("/api") ? ApiKeyDoor.Name : null;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = SessionCheck.Validate;
        cookie.Events.OnSigningIn = context =>
        {
            var hours = context.HttpContext.RequestServices.GetRequiredService<PeopleSettings>().SessionHours;
            context.Properties.ExpiresUtc = context.Properties.IssuedUtc!.Value.AddHours(hours);
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToLogin = AskToSignIn;
        cookie.Events.OnRedirectToAccessDenied = async context =>
        {
            if (context.HttpContext.User.HasClaim(c => c.Type == SessionClaims.MustSetUp))
            {
                context.Response.Redirect(context.Request.PathBase + "/staff/second-factor");
                return;
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;   // the error page says it in words
            await TypedText.Keep(context.HttpContext);
        };
    }

    private static async Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/open311"))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (request.Headers.ContainsKey("HX-Request"))
        {
            // htmx would follow a redirect and put the sign-in page into a corner of this one.
            (response.StatusCode, response.Headers["HX-Redirect"]) = (StatusCodes.Status401Unauthorized, request.PathBase + SignInPath);
        }
        else if (UnprovenForm.IsFromOurPage(request) && await TypedText.Keep(context.HttpContext))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;   // the error page shows what was typed and leads to the sign-in
        }
        else
        {
            // What was posted cannot be posted again after signing in.
            response.Redirect(HttpMethods.IsGet(request.Method) ? context.RedirectUri : request.PathBase + SignInPath);
        }
    }
}
