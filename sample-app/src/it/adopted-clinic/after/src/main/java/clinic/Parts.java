package clinic;

import java.math.BigDecimal;
import java.util.List;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

@TenantScoped
public interface Parts extends JpaRepository<Part, Integer> {

	List<Part> findAllByOrderByCode();

	@Query(nativeQuery = true, value = """
			select p.code as code, sum(l.quantity) as quantity, sum(l.quantity * p.price) as revenue
			from repair_line l join part p on p.id = l.part_id
			group by p.code
			order by revenue desc
			""")
	List<Sale> sales();

	interface Sale {

		String getCode();

		long getQuantity();

		BigDecimal getRevenue();

	}

}
