package clinic;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.JpaRepository;

@TenantScoped
public interface Bikes extends JpaRepository<Bike, Integer> {

}
