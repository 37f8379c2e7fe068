package clinic;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Customers extends JpaRepository<Customer, Integer> {

	List<Customer> findAllByOrderByName();

}
