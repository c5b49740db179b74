using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops.Digest;

/// <summary>Asks for somebody's inbox as that person would, in a scope of its own: who acts, and in which language, ends with the answer.</summary>
internal sealed class ColleagueInbox(IServiceScopeFactory scopes)
{
    public async Task<TaskList> Of(Addressee colleague, Language? language, CancellationToken token)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var person = ActingAs.Person(colleague.Id, colleague.Name, colleague.Roles);
        using var speaking = Languages.Speaking(language ?? scope.ServiceProvider.GetRequiredService<Utility>().Language);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FindTasks { Most = DigestValues.Most }, token);
    }
}
