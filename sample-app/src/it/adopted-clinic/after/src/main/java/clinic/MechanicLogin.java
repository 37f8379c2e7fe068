package clinic;

import java.util.Set;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.tenant.TenantId;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

public class MechanicLogin extends User {

	private final TenantId clinic;

	MechanicLogin(TenantId clinic, Mechanic mechanic) {
		super(mechanic.getUsername(), mechanic.getPassword(), AuthorityUtils.createAuthorityList("ROLE_MECHANIC"));
		this.clinic = clinic;
	}

	Caller caller() {
		return new Caller(Caller.Type.USER, getUsername(), getUsername(), this.clinic, Set.of(Scope.READ, Scope.WRITE),
				null, null, null);
	}

}
