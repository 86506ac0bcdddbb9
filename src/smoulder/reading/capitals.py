# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Capitals that news uses for a government ('Washington said'), by the country's usual name."""

CAPITALS: dict[str, str] = {
    "Washington": "United States", "London": "United Kingdom", "Paris": "France", "Berlin": "Germany", "Rome": "Italy",
    "Madrid": "Spain", "Moscow": "Russia", "Kyiv": "Ukraine", "Kiev": "Ukraine", "Minsk": "Belarus", "Warsaw": "Poland",
    "Brussels": "Belgium", "Oslo": "Norway", "Stockholm": "Sweden", "Copenhagen": "Denmark", "Ankara": "Turkey",
    "Athens": "Greece", "Belgrade": "Serbia", "Baku": "Azerbaijan", "Yerevan": "Armenia", "Tbilisi": "Georgia",
    "Tehran": "Iran", "Baghdad": "Iraq", "Damascus": "Syria", "Beirut": "Lebanon", "Amman": "Jordan", "Riyadh": "Saudi Arabia",
    "Sanaa": "Yemen", "Abu Dhabi": "United Arab Emirates", "Doha": "Qatar", "Kabul": "Afghanistan", "Islamabad": "Pakistan",
    "New Delhi": "India", "Delhi": "India", "Dhaka": "Bangladesh", "Kathmandu": "Nepal", "Colombo": "Sri Lanka", "Beijing": "China",
    "Tokyo": "Japan", "Seoul": "South Korea", "Pyongyang": "North Korea", "Manila": "Philippines", "Jakarta": "Indonesia",
    "Bangkok": "Thailand", "Naypyidaw": "Myanmar", "Hanoi": "Vietnam", "Phnom Penh": "Cambodia", "Canberra": "Australia",
    "Cairo": "Egypt", "Tripoli": "Libya", "Tunis": "Tunisia", "Algiers": "Algeria", "Rabat": "Morocco", "Khartoum": "Sudan",
    "Juba": "South Sudan", "Addis Ababa": "Ethiopia", "Asmara": "Eritrea", "Mogadishu": "Somalia", "Nairobi": "Kenya",
    "Kampala": "Uganda", "Kigali": "Rwanda", "Bujumbura": "Burundi", "Kinshasa": "DR Congo", "Luanda": "Angola",
    "Maputo": "Mozambique", "Harare": "Zimbabwe", "Pretoria": "South Africa", "Abuja": "Nigeria", "Niamey": "Niger",
    "N'Djamena": "Chad", "Yaounde": "Cameroon", "Bamako": "Mali", "Ouagadougou": "Burkina Faso", "Dakar": "Senegal",
    "Freetown": "Sierra Leone", "Monrovia": "Liberia", "Abidjan": "Ivory Coast", "Bangui": "Central African Republic",
    "Bogota": "Colombia", "Bogotá": "Colombia", "Lima": "Peru", "Caracas": "Venezuela", "Quito": "Ecuador", "Havana": "Cuba",
    "Mexico City": "Mexico", "Ottawa": "Canada", "Brasilia": "Brazil",
}  # fmt: skip
