package clinic;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Bikes extends JpaRepository<Bike, Integer> {

}
