package io.corsync.status;

import java.security.Principal;
import java.util.List;
import java.util.TreeSet;

import io.corsync.ledger.NameSearch;
import io.corsync.salesforce.SalesforceId;
import io.corsync.sync.Explanation;
import io.corsync.sync.Inquiry;
import io.corsync.sync.Overview;
import io.corsync.sync.RunRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where is my Opportunity?
 */
@Controller
class SearchController {

	private static final int MOST = 50;

	private final Overview overview;

	private final Inquiry inquiry;

	private final Conductor conductor;

	SearchController(Overview overview, Inquiry inquiry, Conductor conductor) {
		this.overview = overview;
		this.inquiry = inquiry;
		this.conductor = conductor;
	}

	@GetMapping("/search")
	String search(@RequestParam(defaultValue = "") String q, Model model) {
		String text = q.strip();
		SalesforceId id = id(text);
		// Fifteen letters may be a name as well as an id.
		if (id != null && (text.contains("/") || text.chars().anyMatch(Character::isDigit))) {
			return "redirect:/o/" + id.value();
		}
		List<NameSearch.Hit> hits = text.isEmpty() ? List.of()
				: this.overview.target().map((target) -> this.overview.named(target, text, MOST + 1)).orElse(List.of());
		model.addAttribute("q", text);
		model.addAttribute("hits", hits.subList(0, Math.min(MOST, hits.size())));
		model.addAttribute("more", hits.size() > MOST);
		return "search";
	}

	private static @Nullable SalesforceId id(String text) {
		try {
			return SalesforceId.parse(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@GetMapping("/o/{id}")
	String story(@PathVariable String id, Model model) {
		SalesforceId known = id(id);
		if (known == null) {
			throw StuckController.missing();
		}
		if (!known.value().equals(id)) {
			return "redirect:/o/" + known.value();
		}
		List<Explanation.Story> stories = this.inquiry.stories(id);
		model.addAttribute("stories", stories);
		model.addAttribute("id", id);
		return "story";
	}

	@PostMapping("/o/{id}/send")
	String send(@PathVariable String id, Principal principal, RedirectAttributes after) {
		TreeSet<String> ids = new TreeSet<>(List.of(SalesforceId.parse(id).value()));
		return StartController.begin(this.conductor, new RunRequest.Sync(ids, null), principal, after);
	}

}
