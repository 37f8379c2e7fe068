package clinic;

import java.util.Set;

import org.hibernate.Hibernate;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
public class CustomerController {

	private final Customers customers;

	private final Bikes bikes;

	private final Brands brands;

	public CustomerController(Customers customers, Bikes bikes, Brands brands) {
		this.customers = customers;
		this.bikes = bikes;
		this.brands = brands;
	}

	@GetMapping("/customers")
	public String list(Model model) {
		model.addAttribute("customers", this.customers.findAllByOrderByName());
		return "customers";
	}

	@PostMapping("/customers")
	public String add(@RequestParam String name, @RequestParam String email, @RequestParam Set<String> phones) {
		Customer customer = this.customers.save(new Customer(name, email, phones));
		return "redirect:/customers/" + customer.getId();
	}

	@GetMapping("/customers/{id}")
	@Transactional(readOnly = true)
	public String show(@PathVariable int id, Model model) {
		Customer customer = this.customers.findById(id).orElseThrow(NotFoundException::new);
		customer.getBikes().forEach((bike) -> Hibernate.initialize(bike.getRepairs()));
		model.addAttribute("customer", customer);
		model.addAttribute("brands", this.brands.findAll());
		return "customer";
	}

	@PostMapping("/customers/{id}/bikes")
	public String addBike(@PathVariable int id, @RequestParam int brand, @RequestParam String frameNumber) {
		Customer customer = this.customers.findById(id).orElseThrow(NotFoundException::new);
		this.bikes.save(new Bike(customer, this.brands.getReferenceById(brand), frameNumber));
		return "redirect:/customers/" + id;
	}

}
