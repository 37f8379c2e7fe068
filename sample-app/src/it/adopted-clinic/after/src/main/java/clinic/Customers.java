package clinic;

import java.util.List;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

@TenantScoped
public interface Customers extends JpaRepository<Customer, Integer> {

	@EntityGraph(attributePaths = "phones")
	List<Customer> findAllByOrderByName();

}
