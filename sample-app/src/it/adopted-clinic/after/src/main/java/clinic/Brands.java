package clinic;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Brands extends JpaRepository<Brand, Integer> {

}
