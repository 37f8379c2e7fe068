package clinic;

import java.util.Set;
import java.util.UUID;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.test.EachStrategy;
import io.stratum.test.IsolationSetup;
import io.stratum.test.StratumTest;
import io.stratum.test.TenantIsolationContract;
import jakarta.persistence.EntityManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@StratumTest
@EachStrategy(IsolationStrategy.SHARED)
class MechanicIsolationTests extends TenantIsolationContract<Mechanic> {

	private final ApplicationContext application;

	MechanicIsolationTests(@Autowired ApplicationContext application) {
		this.application = application;
	}

	@Override
	protected IsolationSetup isolation(IsolationStrategy strategy) {
		return IsolationSetup.of(this.application, strategy);
	}

	@Override
	protected Class<Mechanic> entityType() {
		return Mechanic.class;
	}

	@Override
	protected Mechanic newEntity(EntityManager entities) {
		Skill frames = new Skill(UUID.randomUUID().toString());
		entities.persist(frames);
		return new Mechanic(UUID.randomUUID().toString(), "{noop}spoke", "Anna", Set.of(frames));
	}

	@Override
	protected String insertStatement() {
		return """
				insert into mechanic (tenant_id, username, password, name)
				values (?, gen_random_uuid()::text, '', 'Doe')
				""";
	}

}
