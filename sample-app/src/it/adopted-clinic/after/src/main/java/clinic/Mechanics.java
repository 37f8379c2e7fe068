package clinic;

import java.util.Optional;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.JpaRepository;

@TenantScoped
public interface Mechanics extends JpaRepository<Mechanic, Integer> {

	Optional<Mechanic> findByUsername(String username);

}
