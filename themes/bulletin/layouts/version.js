{%- local slides = {} -%}
{%- include "screen-slides.html" { slides = slides } -%}
// Which version of the hall's screen lies here: screen.js loads this where there is no server to ask.
window.screenVersion = { version: "{% include "screen-version.html" { slides = slides } %}", day: {{ date(site.today, "iso") }} };
