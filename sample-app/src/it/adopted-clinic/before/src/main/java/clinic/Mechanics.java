package clinic;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Mechanics extends JpaRepository<Mechanic, Integer> {

	Optional<Mechanic> findByUsername(String username);

}
